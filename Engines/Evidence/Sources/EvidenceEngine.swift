import Foundation
import Kernel
import Ledger
import Web

/// The pages of the ledger: who changed what and when, and whether the ledger still fits together.
///
/// A newcomer's first file: everything the engine brings to the house is listed here.
public struct EvidenceEngine: Sendable {
    private let database: LedgeredDatabase
    private let linkTo: @Sendable (RecordReference) -> Link?

    /// Takes the database and what finds the page of a record of any engine, nil where there is none.
    public init(database: LedgeredDatabase, linkTo: @escaping @Sendable (RecordReference) -> Link?) {
        self.database = database
        self.linkTo = linkTo
    }

    /// Permissions and who holds them.
    public static func grant(in policy: inout PermissionPolicy) {
        policy.grant(EvidenceRoutes.readLedger, to: .office, .leader)
    }

    /// Addresses, and what answers them.
    public static let declared: [any DeclaredRoute] = EvidenceRoutes.all

    public var registrations: [RouteRegistration] {
        LedgerPages(database: database, linkTo: linkTo).registrations
    }

    /// Entries of the rail.
    public static let navigation = [
        NavigationEntry(
            "ledger", text: "evidence.nav.ledger", icon: .evidence, route: EvidenceRoutes.ledger, order: 80)
    ]

    public static var templates: TemplateFolder {
        TemplateFolder(prefix: "evidence", folder: Bundle.module.bundleURL.appending(path: "Templates"))
    }

    public static var strings: URL { Bundle.module.bundleURL.appending(path: "Strings") }
}
