/// One field of a form: one question a line.
public struct FormField: Sendable, Hashable {
    public enum Kind: Sendable, Hashable {
        case text
        case number
        case date
        case search
        case password
        case textarea(rows: Int)
        case select
        case radio
        case checkbox
        /// Media types or endings the file dialogue offers, as `accept` takes them: `.xlsx,.csv`; one file or several.
        case file(accept: String, isMultiple: Bool = false)
        case hidden
    }

    public struct Option: Sendable, Hashable {
        public let value: String
        public let label: String
        public let help: String

        public init(_ value: String, _ label: String, help: String = "") {
            self.value = value
            self.label = label
            self.help = help
        }
    }

    public var name: String
    public var label: String
    public var kind: Kind
    public var help: String
    /// Several for check boxes, else one or none.
    public var values: [String]
    /// Of select, radio and check boxes. A check box without options is a single yes.
    public var options: [Option]
    public var isRequired: Bool
    /// What the browser may fill in, as HTML names it (`username`, `current-password`); empty for nothing said.
    public var autocomplete: String
    /// In characters; 0 for none.
    public var longest: Int
    /// What is wrong with the value, in words; empty where nothing is.
    public var error: String

    public init(
        _ name: String, _ label: String, kind: Kind = .text, help: String = "", value: String = "",
        options: [Option] = [], isRequired: Bool = false, longest: Int = 0, autocomplete: String = ""
    ) {
        self.name = name
        self.label = label
        self.kind = kind
        self.help = help
        self.values = value.isEmpty ? [] : [value]
        self.options = options
        self.isRequired = isRequired
        self.longest = longest
        self.autocomplete = autocomplete
        error = ""
    }

    /// A hidden field.
    public static func hidden(_ name: String, _ value: String) -> FormField {
        FormField(name, "", kind: .hidden, value: value)
    }
}
