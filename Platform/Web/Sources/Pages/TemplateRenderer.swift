import Kernel

/// Renders a template outside of a page: for a sheet that another program prints.
///
/// Texts and escaping are those of pages; there is no layout around it.
public struct TemplateRenderer: Sendable {
    private let library: TemplateLibrary

    /// Loads every template of the folders; throws where one cannot be read or parsed.
    public init(_ folders: [TemplateFolder], strings: StringCatalogue) throws {
        library = try TemplateLibrary(folders, strings: strings)
    }

    /// The template with the values of a model; throws where there is no template of that name.
    public func render(_ template: String, model: any Sendable, _ language: Language) throws -> String {
        try library.render(template, model, language)
    }
}
