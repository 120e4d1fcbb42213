import Foundation
import Kernel
import Packs
import Storage

extension Row {
    /// A text in both languages from the columns `name_zh` and `name_en`.
    func localizedText(_ name: String) throws -> LocalizedText {
        LocalizedText(zh: try text(name + "_zh"), en: try text(name + "_en"))
    }

    func validity() throws -> Validity {
        Validity(from: try date("valid_from"), to: try date("valid_to"))
    }

    func basis() throws -> Basis {
        Basis(text: try text("basis_text"), status: try word("basis_status"))
    }

    /// A value of a closed vocabulary that the schema's CHECK keeps.
    func word<Value: RawRepresentable>(_ name: String) throws -> Value where Value.RawValue == String {
        try value(name, as: Value.self)
    }

    /// A decimal number written as text, exact.
    func decimal(_ name: String) throws -> Decimal {
        let written = try text(name)
        guard let value = Decimal(string: written, locale: Locale(identifier: "en_US_POSIX")) else {
            throw Problem(.failure, "problem.storage.vocabulary", ["column": name, "value": written])
        }
        return value
    }
}
