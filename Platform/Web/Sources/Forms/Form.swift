import Kernel

/// A form as a plain value. What was typed is kept when it comes back with errors.
///
///     var form = Form("report", action: sendReport.link(id), submit: "提交第三季度报告", fields: fields)
///     form.take(request.form)
///     form.fail("progress", "进展不能为空")
///     if form.hasErrors { return .page(page(form.view(request)), status: 422) }
public struct Form: Sendable {
    public var identity: String
    public var action: Link
    public var fields: [FormField]
    /// What the main button does: 提交第三季度报告.
    public var submit: String
    /// Where one goes without sending.
    public var cancel: Link?
    /// Whether the script keeps a draft of it in the browser's session.
    public var keepsDraft: Bool
    /// Repeats the key of a form that came back with errors, so that the corrected form is the same submission.
    private var idempotencyKey: String?
    /// Errors that belong to no field.
    public private(set) var generalErrors: [String] = []

    public init(
        _ identity: String, action: Link, submit: String, cancel: Link? = nil, keepsDraft: Bool = false,
        fields: [FormField]
    ) {
        self.identity = identity
        self.action = action
        self.submit = submit
        self.cancel = cancel
        self.keepsDraft = keepsDraft
        self.fields = fields
    }

    /// Takes over what was sent. Fields that the form does not have are ignored; passwords are never sent back.
    public mutating func take(_ sent: FormValues) {
        for index in fields.indices {
            switch fields[index].kind {
            case .file, .password: continue
            default: fields[index].values = sent.all(fields[index].name)
            }
        }
        idempotencyKey = sent["idempotency-key"]
    }

    /// Sets a field's value before the form is first shown.
    public mutating func set(_ name: String, _ value: String) {
        for index in fields.indices where fields[index].name == name { fields[index].values = [value] }
    }

    /// Marks a field as wrong, with words that say how to mend it.
    public mutating func fail(_ name: String, _ message: String) {
        guard let index = fields.firstIndex(where: { $0.name == name }) else {
            generalErrors.append(message)
            return
        }
        fields[index].error = message
    }

    /// Marks the field that a problem names, or the form as a whole.
    public mutating func fail(_ problem: Problem, for request: PageRequest) {
        let message = request.text(problem.key, problem.arguments)
        if case .field(let name) = problem.place { fail(name, message) } else { generalErrors.append(message) }
    }

    /// Marks required fields that are empty and texts that are too long. Files and passwords, which a form never holds,
    /// are the handler's to check.
    public mutating func check(for request: PageRequest) {
        for field in fields {
            if case .file = field.kind { continue }
            if case .password = field.kind { continue }
            let isEmpty = field.values.allSatisfy { $0.allSatisfy(\.isWhitespace) }
            if field.isRequired, isEmpty {
                fail(field.name, request.text("web.form.required", ["field": field.label]))
            } else if field.longest > 0, let longest = field.values.map(\.count).max(), longest > field.longest {
                fail(
                    field.name,
                    request.text(
                        "web.form.too-long",
                        ["field": field.label, "longest": String(field.longest), "count": String(longest)]))
            }
        }
    }

    public var hasErrors: Bool { !generalErrors.isEmpty || fields.contains { !$0.error.isEmpty } }

    var chosenIdempotencyKey: String? { idempotencyKey }
}
