/// How somebody wants to see Heng; kept in cookies, changed in the top bar.
public struct Appearance: Sendable, Hashable {
    public enum Theme: String, Sendable, CaseIterable {
        case auto, light, dark
    }

    public enum Print: String, Sendable, CaseIterable {
        case normal, large
    }

    public var theme: Theme
    public var print: Print

    public init(theme: Theme = .auto, print: Print = .normal) {
        self.theme = theme
        self.print = print
    }
}
