import Kernel

/// The form in the top bar: language, appearance, size of print. It sets cookies and returns to the page.
enum SettingsRoute {
    static let permission = Permission("web.change-own-settings")
    static let change = Route0(.post, "settings", permission: permission, bodyLimit: 10_000)

    /// The answer is made by ``AnswerWriter``, which alone can set cookies.
    static let registration = change.handle { request in
        throw SettingsChange(form: request.form)
    }
}

/// Carries the settings form from its route to where cookies are written.
struct SettingsChange: Error {
    let form: FormValues
}
