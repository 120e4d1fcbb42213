import Foundation
import Kernel
import Ledger
import Web

/// The pages of the ledger: who changed what and when, and whether the ledger still fits together.
///
/// A newcomer's first file: everything the engine brings to the house is listed here.
public struct EvidenceEngine: Sendable {
    private let database: LedgeredDatabase
    private let permissionFor: @Sendable (RecordReference) -> Permission
    private let linkTo: @Sendable (RecordReference, PageRequest) -> Link?

    /// Takes the database, the permission that reading a change to a record asks for, and what finds the page of a
    /// record of any engine, nil where there is none or the reader may not open it.
    public init(
        database: LedgeredDatabase,
        permissionFor: @escaping @Sendable (RecordReference) -> Permission = { _ in EvidenceEngine.readChanges },
        linkTo: @escaping @Sendable (RecordReference, PageRequest) -> Link?
    ) {
        self.database = database
        self.permissionFor = permissionFor
        self.linkTo = linkTo
    }

    /// Permissions and who holds them.
    public static func grant(in policy: inout PermissionPolicy) {
        policy.grant(EvidenceRoutes.readLedger, to: .office, .leader, .auditAdministrator)
        policy.grant(EvidenceRoutes.readChanges, to: .office, .leader)
    }

    /// The permission to read what a change to a record of business says.
    public static let readChanges = EvidenceRoutes.readChanges

    /// Addresses, and what answers them.
    public static let declared: [any DeclaredRoute] = EvidenceRoutes.all

    public var registrations: [RouteRegistration] {
        LedgerPages(database: database, permissionFor: permissionFor, linkTo: linkTo).registrations
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
