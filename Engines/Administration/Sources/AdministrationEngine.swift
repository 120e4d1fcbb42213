import Foundation
import Kernel
import Ledger
import Storage
import Web

/// Pages of people, accounts and roles, kept by three separate administrators.
///
/// A newcomer's first file: everything the engine brings to the house is listed here.
public struct AdministrationEngine: Sendable {
    public static var templates: TemplateFolder {
        TemplateFolder(prefix: "administration", folder: Bundle.module.bundleURL.appending(path: "Templates"))
    }

    public static var strings: URL { Bundle.module.bundleURL.appending(path: "Strings") }
}
