import Exchange
import Kernel
import Web

/// Every address of the engine, and what each asks for.
enum AdministrationRoutes {
    static let signIn = Permission("administration.sign-in")
    static let endOwnSession = Permission("administration.end-own-session")
    static let passOwnCode = Permission("administration.pass-own-code")
    static let changeOwnPassword = Permission("administration.change-own-password")
    static let keepOwnFactor = Permission("administration.keep-own-factor")
    static let readOwnAccount = Permission("administration.read-own-account")

    static let readPeople = Permission("administration.read-people")
    static let keepPeople = Permission("administration.keep-people")
    static let keepSessions = Permission("administration.keep-sessions")
    static let grantRoles = Permission("administration.grant-roles")
    static let readPermissions = Permission("administration.read-permissions")
    static let readSignIns = Permission("administration.read-sign-ins")
    static let readPolicy = Permission("administration.read-policy")

    /// What everybody who is signed in may do.
    static let own: Set<Permission> = [
        endOwnSession, passOwnCode, changeOwnPassword, keepOwnFactor, readOwnAccount,
    ]

    static let entrance = Route0(.get, "sign-in", permission: signIn)
    static let enter = Route0(.post, "sign-in", permission: signIn, bodyLimit: 20_000)
    static let leave = Route0(.post, "sign-out", permission: endOwnSession, bodyLimit: 10_000)
    static let code = Route0(.get, "sign-in/code", permission: passOwnCode)
    static let passCode = Route0(.post, "sign-in/code", permission: passOwnCode, bodyLimit: 20_000)

    static let account = Route0(.get, "account", permission: readOwnAccount)
    static let password = Route0(.get, "account/password", permission: changeOwnPassword)
    static let changePassword = Route0(.post, "account/password", permission: changeOwnPassword, bodyLimit: 20_000)
    static let factor = Route0(.get, "account/second-factor", permission: keepOwnFactor)
    static let beginFactor = Route0(.post, "account/second-factor", permission: keepOwnFactor, bodyLimit: 10_000)
    static let confirmFactor = Route0(
        .post, "account/second-factor/confirmation", permission: keepOwnFactor, bodyLimit: 10_000)
    static let removeFactor = Route0(
        .post, "account/second-factor/removal", permission: keepOwnFactor, bodyLimit: 10_000)
    static let endSession = Route1<Identifier>(
        .post, "account/sessions/{session}/end", permission: readOwnAccount, bodyLimit: 10_000)

    static let people = Route0(.get, "administration/people", permission: readPeople)
    static let peopleFile = Route1<ExportFormat>(.get, "administration/people-file/{format}", permission: readPeople)
    static let newPerson = Route0(.get, "administration/people/new", permission: keepPeople)
    static let createPerson = Route0(.post, "administration/people", permission: keepPeople)
    static let person = Route1<Identifier>(.get, "administration/people/{person}", permission: readPeople)
    static let details = Route1<Identifier>(.get, "administration/people/{person}/details", permission: keepPeople)
    static let editDetails = Route1<Identifier>(
        .post, "administration/people/{person}/details", permission: keepPeople)
    static let resetPassword = Route1<Identifier>(
        .post, "administration/people/{person}/password", permission: keepPeople)
    static let disablement = Route1<Identifier>(
        .post, "administration/people/{person}/disablement", permission: keepPeople)
    static let enablement = Route1<Identifier>(
        .post, "administration/people/{person}/enablement", permission: keepPeople)

    static let roles = Route1<Identifier>(.get, "administration/people/{person}/roles", permission: grantRoles)
    static let grantRole = Route1<Identifier>(
        .post, "administration/people/{person}/roles", permission: grantRoles)
    static let revokeRole = Route2<Identifier, Role>(
        .post, "administration/people/{person}/roles/{role}/revocation", permission: grantRoles)
    static let removeOthersFactor = Route1<Identifier>(
        .post, "administration/people/{person}/second-factor/removal", permission: grantRoles)
    static let permissions = Route0(.get, "administration/permissions", permission: readPermissions)

    static let sessions = Route0(.get, "administration/sessions", permission: keepSessions)
    static let endOthersSession = Route1<Identifier>(
        .post, "administration/sessions/{session}/end", permission: keepSessions, bodyLimit: 10_000)
    static let signIns = Route0(.get, "administration/sign-ins", permission: readSignIns)
    static let signInsFile = Route1<ExportFormat>(
        .get, "administration/sign-ins-file/{format}", permission: readSignIns)
    static let policy = Route0(.get, "administration/policy", permission: readPolicy)

    static let all: [any DeclaredRoute] = [
        entrance, enter, leave, code, passCode, account, password, changePassword, factor, beginFactor, confirmFactor,
        removeFactor, endSession, people, peopleFile, newPerson, createPerson, person, details, editDetails,
        resetPassword, disablement, enablement, roles, grantRole, revokeRole, removeOthersFactor, permissions,
        sessions, endOthersSession, signIns, signInsFile, policy,
    ]
}

/// A role stands in addresses by its own name.
extension Role: PathParameter {}
