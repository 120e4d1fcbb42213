import Kernel

/// Finds what a template would silently leave out: swift-mustache renders an unknown tag as nothing.
public enum TemplateCheck {
    /// Unknown interface texts of a template, texts with `{placeholders}` that nobody would fill, and `{{{` outside the
    /// layout, in words; empty where the template is sound.
    public static func keyFaults(_ name: String, _ source: String, _ strings: StringCatalogue) -> [String] {
        var faults: [String] = []
        for key in TemplateLibrary.keys(source) {
            for language in Language.allCases {
                if !strings.has(key, language) {
                    faults.append("\(name): [[\(key)]] has no text in \(language.rawValue)")
                } else if strings.text(key, language).contains("{") {
                    faults.append("\(name): [[\(key)]] has a placeholder; hand the text in by the model instead")
                }
            }
        }
        if source.contains("{{{"), name != "web/layout" { faults.append("\(name): {{{ leaves text unescaped") }
        if source.contains("{{&") { faults.append("\(name): {{& leaves text unescaped") }
        return faults
    }
}
