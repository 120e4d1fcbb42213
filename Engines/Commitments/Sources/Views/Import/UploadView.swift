import Web

/// The wizard's first step: a file or pasted text.
struct UploadView: Sendable {
    let steps: WizardSteps
    let form: Form.View
}
