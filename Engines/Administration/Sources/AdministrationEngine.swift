import Access
import Foundation
import Kernel
import Ledger
import Storage
import Web

/// Signing in, one's own account, and the pages of the three administrators.
///
/// A newcomer's first file: everything the engine brings to the house is listed here.
public struct AdministrationEngine: Sendable {
    private let parts: AccessParts
    private let places: @Sendable () async throws -> Places

    /// Takes the desks' parts, and what lists the units and districts people can belong to.
    public init(parts: AccessParts, places: @escaping @Sendable () async throws -> Places) {
        self.parts = parts
        self.places = places
    }

    /// Permissions and who holds them.
    public static func grant(in policy: inout PermissionPolicy) {
        for role in Role.allCases {
            policy.grant(AdministrationRoutes.signIn, to: role)
            if role != .public {
                for permission in AdministrationRoutes.own { policy.grantOwn(permission, to: role) }
            }
        }
        policy.grant(
            AdministrationRoutes.readPeople, to: .systemAdministrator, .securityAdministrator, .auditAdministrator)
        policy.grant(
            AdministrationRoutes.readPolicy, to: .systemAdministrator, .securityAdministrator, .auditAdministrator)
        policy.grant(AdministrationRoutes.keepPeople, to: .systemAdministrator)
        policy.grant(AdministrationRoutes.keepSessions, to: .systemAdministrator)
        policy.grant(AdministrationRoutes.grantRoles, to: .securityAdministrator)
        policy.grant(AdministrationRoutes.readPermissions, to: .securityAdministrator, .auditAdministrator)
        policy.grant(AdministrationRoutes.readSignIns, to: .auditAdministrator)
    }

    /// The permission to read what people did with accounts, for pages elsewhere that show it.
    public static let readSignIns = AdministrationRoutes.readSignIns

    /// The permission to see people, for links elsewhere that lead to them.
    public static let readPeople = AdministrationRoutes.readPeople

    /// Addresses, and what answers them.
    public static let declared: [any DeclaredRoute] = AdministrationRoutes.all

    public var registrations: [RouteRegistration] {
        SignInPages(parts: parts, places: places).registrations
            + AccountPages(parts: parts, places: places).registrations
            + PeoplePages(parts: parts, places: places).registrations
            + RolePages(parts: parts, places: places).registrations + RegisterPages(parts: parts).registrations
    }

    /// How people sign in to the site.
    public var signIn: SignIn {
        SignIn(
            page: AdministrationRoutes.entrance, account: AdministrationRoutes.account,
            signOut: AdministrationRoutes.leave, own: AdministrationRoutes.own
        ) { [parts] token, logger in
            let desk = SessionDesk(parts)
            guard let session = try await desk.session(token: token) else { return nil }
            do { try await desk.touch(session) } catch {
                // Reading goes on where nothing can be written: a full disk, a lost connection.
                logger.warning("a session's use cannot be noted", metadata: ["error": "\(error)"])
            }
            return SignedIn(
                actor: session.person.actor, name: session.person.name.complete,
                duty: session.duty.map(Self.duty))
        }
    }

    static func duty(_ duty: Session.Duty) -> SignedIn.Duty {
        let always: Set<Permission> = [AdministrationRoutes.signIn, AdministrationRoutes.endOwnSession]
        return switch duty {
        case .code:
            SignedIn.Duty(
                page: AdministrationRoutes.code.link(), permissions: always.union([AdministrationRoutes.passOwnCode]))
        case .password:
            SignedIn.Duty(
                page: AdministrationRoutes.password.link(),
                permissions: always.union([AdministrationRoutes.changeOwnPassword]))
        case .enrolment:
            SignedIn.Duty(
                page: AdministrationRoutes.factor.link(),
                permissions: always.union([
                    AdministrationRoutes.changeOwnPassword, AdministrationRoutes.keepOwnFactor,
                ]))
        }
    }

    /// Entries of the rail.
    public static let navigation = [
        NavigationEntry(
            "people", text: "administration.nav.people", icon: .person, route: AdministrationRoutes.people, order: 60),
        NavigationEntry(
            "permissions", text: "administration.nav.permissions", icon: .administration,
            route: AdministrationRoutes.permissions, order: 61),
        NavigationEntry(
            "sessions", text: "administration.nav.sessions", icon: .work, route: AdministrationRoutes.sessions,
            order: 62),
        NavigationEntry(
            "sign-ins", text: "administration.nav.sign-ins", icon: .trace, route: AdministrationRoutes.signIns,
            order: 63),
        NavigationEntry(
            "policy", text: "administration.nav.policy", icon: .assessments, route: AdministrationRoutes.policy,
            order: 64),
    ]

    /// The page of a record that entries of the ledger stand on; nil for kinds of other engines.
    public static func link(to record: RecordReference) -> Link? {
        guard record.kind == "person" else { return nil }
        return Identifier(record.identity).map { AdministrationRoutes.person.link($0) }
    }

    public static var templates: TemplateFolder {
        TemplateFolder(prefix: "administration", folder: Bundle.module.bundleURL.appending(path: "Templates"))
    }

    public static var strings: URL { Bundle.module.bundleURL.appending(path: "Strings") }
}
