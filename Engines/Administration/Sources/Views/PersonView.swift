import Access
import Kernel
import Web

/// One person: what is known, what happened to the account, and what may be done.
struct PersonView: Sendable {
    struct GrantLine: Sendable {
        let role: String
        let granted: String
        let grantedBy: String
        let reason: String
        let isRevoked: Bool
        let isHeld: Bool
        let revoked: String
    }

    struct StateLine: Sendable {
        let time: String
        let state: String
        let by: String
        let reason: String
    }

    let title: String
    let isActive: Bool
    let isLocked: Bool
    let lock: String
    let isDemonstration: Bool
    let facts: [Fact]
    let links: [NamedLink]
    let hasLinks: Bool
    let panels: [Panel]
    let grants: [GrantLine]
    let hasGrants: Bool
    let states: [StateLine]
    let hasStates: Bool

    init(
        _ person: Person, places: Places, hasFactor: Bool, lockedUntil: LogTime?, links: [NamedLink],
        panels: [Panel], grants: [RoleDesk.Grant], states: [PeopleDesk.StateChange], names: [String: LocalizedText],
        request: PageRequest
    ) {
        title = person.title(request.language)
        isActive = person.isActive
        isLocked = lockedUntil != nil
        lock =
            lockedUntil.map { request.text("administration.person.is-locked", ["time": $0.textInChina]) } ?? ""
        isDemonstration = person.isDemonstration
        facts =
            PersonFacts.facts(person, places: places, request) + [
                Fact(
                    name: request.text("administration.column.state"),
                    value: AccountState(person, isLocked: lockedUntil != nil).word(request)),
                Fact(
                    name: request.text("administration.factor"),
                    value: request.text("administration.\(hasFactor ? "yes" : "no")")),
                Fact(name: request.text("administration.column.created"), value: person.createdAt.textInChina),
            ]
        self.links = links
        hasLinks = !links.isEmpty
        self.panels = panels
        self.grants = grants.map { grant in
            GrantLine(
                role: request.roleName(grant.role), granted: grant.time.textInChina,
                grantedBy: request.personName(grant.by, names),
                reason: grant.reason, isRevoked: grant.revocation != nil, isHeld: grant.revocation == nil,
                revoked: grant.revocation.map {
                    "\($0.time.textInChina) \(request.personName($0.by, names)) \($0.reason)"
                } ?? "")
        }
        hasGrants = !grants.isEmpty
        self.states = states.map { state in
            StateLine(
                time: state.time.textInChina,
                state: request.text("administration.state.\(state.isActive ? "active" : "disabled")"),
                by: request.personName(state.by, names),
                reason: state.reason)
        }
        hasStates = !states.isEmpty
    }
}

/// A password that is shown once.
struct OneTimePasswordView: Sendable {
    let title: String
    let account: String
    let password: String
    let hasPassword: Bool
    let days: String
    let personHref: String
}
