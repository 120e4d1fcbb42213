extension Form {
    /// What the partial `web/form` shows.
    public struct View: Sendable {
        public let identity: String
        public let action: String
        public let isUpload: Bool
        public let csrfToken: String
        public let idempotencyKey: String
        public let submit: String
        public let hasCancel: Bool
        public let cancel: String
        public let draft: String
        public let hasDraft: Bool
        public let hasErrors: Bool
        public let errors: [ErrorView]
        public let hidden: [HiddenView]
        public let fields: [FieldView]
    }

    public struct ErrorView: Sendable {
        public let text: String
        public let target: String
    }

    public struct HiddenView: Sendable {
        public let name: String
        public let value: String
    }

    public struct OptionView: Sendable {
        public let name: String
        public let id: String
        public let value: String
        public let label: String
        public let help: String
        public let hasHelp: Bool
        public let isChosen: Bool
    }

    public struct FieldView: Sendable {
        public let id: String
        public let name: String
        public let label: String
        public let help: String
        public let hasHelp: Bool
        public let error: String
        public let hasError: Bool
        public let describedBy: String
        public let isDescribed: Bool
        public let isRequired: Bool
        public let isOptional: Bool
        public let value: String
        public let inputType: String
        public let isInput: Bool
        public let isNumber: Bool
        public let isTextarea: Bool
        public let isSelect: Bool
        public let isChoice: Bool
        public let isFile: Bool
        public let isMultiple: Bool
        public let isLimited: Bool
        public let longest: Int
        public let rows: Int
        public let autocomplete: String
        public let hasAutocomplete: Bool
        public let accept: String
        public let options: [OptionView]
    }

    /// The form as its partial shows it, with the request's token against forgery.
    public func view(_ request: PageRequest) -> View {
        let errors =
            generalErrors.map { ErrorView(text: $0, target: identity) }
            + fields.filter { !$0.error.isEmpty }.map { ErrorView(text: $0.error, target: fieldIdentity($0)) }
        let visible = fields.filter { $0.kind != .hidden }
        return View(
            identity: identity, action: action.href,
            isUpload: fields.contains { if case .file = $0.kind { true } else { false } },
            csrfToken: request.csrfToken,
            idempotencyKey: chosenIdempotencyKey ?? request.freshIdempotencyKey,
            submit: submit, hasCancel: cancel != nil, cancel: cancel?.href ?? "",
            draft: "\(action.href)#\(identity)", hasDraft: keepsDraft, hasErrors: hasErrors, errors: errors,
            hidden: fields.filter { $0.kind == .hidden }.map {
                HiddenView(name: $0.name, value: $0.values.first ?? "")
            },
            fields: visible.map(view))
    }

    private func fieldIdentity(_ field: FormField) -> String {
        switch field.kind {
        case .radio, .checkbox: "\(identity)-\(field.name)-0"
        default: "\(identity)-\(field.name)"
        }
    }

    private func view(_ field: FormField) -> FieldView {
        let id = "\(identity)-\(field.name)"
        let hasHelp = !field.help.isEmpty
        let hasError = !field.error.isEmpty
        let described = (hasHelp ? ["\(id)-help"] : []) + (hasError ? ["\(id)-error"] : [])
        var inputType = ""
        var rows = 0
        var accept = ""
        var isMultiple = false
        var options = field.options
        switch field.kind {
        case .text: inputType = "text"
        case .number: inputType = "text"
        case .date: inputType = "date"
        case .search: inputType = "search"
        case .password: inputType = "password"
        case .textarea(let count): rows = count
        case .radio: inputType = "radio"
        case .checkbox:
            inputType = "checkbox"
            if options.isEmpty { options = [FormField.Option("yes", field.label)] }
        case .file(let types, let several):
            inputType = "file"
            accept = types
            isMultiple = several
        case .select, .hidden: break
        }
        let isChoice = field.kind == .radio || field.kind == .checkbox
        let isFile = inputType == "file"
        return FieldView(
            id: id, name: field.name, label: field.label, help: field.help, hasHelp: hasHelp, error: field.error,
            hasError: hasError, describedBy: described.joined(separator: " "), isDescribed: !described.isEmpty,
            isRequired: field.isRequired, isOptional: !field.isRequired, value: field.values.first ?? "",
            inputType: inputType, isInput: !isChoice && !isFile && !inputType.isEmpty, isNumber: field.kind == .number,
            isTextarea: rows > 0,
            isSelect: field.kind == .select, isChoice: isChoice, isFile: isFile, isMultiple: isMultiple,
            isLimited: field.longest > 0, longest: field.longest, rows: rows, autocomplete: field.autocomplete,
            hasAutocomplete: !field.autocomplete.isEmpty, accept: accept,
            options: options.enumerated().map { index, option in
                OptionView(
                    name: field.name, id: "\(id)-\(index)", value: option.value, label: option.label,
                    help: option.help, hasHelp: !option.help.isEmpty, isChosen: field.values.contains(option.value))
            })
    }
}
