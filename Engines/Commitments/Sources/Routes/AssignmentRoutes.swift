import Exchange
import Kernel
import Web

/// Addresses of assignments. A transition is a noun under its assignment: to post a receipt is to sign for it.
enum AssignmentRoutes {
    /// An assignment with its whole history and what may be done now.
    static let assignment = Route1<Identifier>(.get, "assignments/{assignment}", permission: LifePermissions.read)
    static let historyFile = Route2<Identifier, ExportFormat>(
        .get, "assignments/{assignment}/history/{format}", permission: LifePermissions.read)
    /// A file of a report: the number of the step, then the file's position, as `7-0`.
    static let file = Route2<Identifier, String>(
        .get, "assignments/{assignment}/files/{file}", permission: LifePermissions.read)

    static let receipt = Route1<Identifier>(
        .post, "assignments/{assignment}/receipt", permission: LifePermissions.answer)
    static let objection = Route1<Identifier>(
        .post, "assignments/{assignment}/objection", permission: LifePermissions.answer)
    static let newReport = Route1<Identifier>(
        .get, "assignments/{assignment}/reports/new", permission: LifePermissions.answer)
    static let report = Route1<Identifier>(
        .post, "assignments/{assignment}/reports", permission: LifePermissions.answer, bodyLimit: 60_000_000)
    static let extensionRequest = Route1<Identifier>(
        .post, "assignments/{assignment}/extension-request", permission: LifePermissions.answer)

    static let acceptance = Route1<Identifier>(
        .post, "assignments/{assignment}/acceptance", permission: LifePermissions.review)
    static let rejection = Route1<Identifier>(
        .post, "assignments/{assignment}/rejection", permission: LifePermissions.review)

    static let ruling = Route1<Identifier>(.post, "assignments/{assignment}/ruling", permission: LifePermissions.rule)

    static let issue = Route1<Identifier>(.post, "assignments/{assignment}/issue", permission: LifePermissions.assign)
    static let reassignment = Route1<Identifier>(
        .post, "assignments/{assignment}/reassignment", permission: LifePermissions.assign)
    static let extensionDecision = Route1<Identifier>(
        .post, "assignments/{assignment}/extension-decision", permission: LifePermissions.assign)
    static let suspension = Route1<Identifier>(
        .post, "assignments/{assignment}/suspension", permission: LifePermissions.assign)
    static let resumption = Route1<Identifier>(
        .post, "assignments/{assignment}/resumption", permission: LifePermissions.assign)
    static let target = Route1<Identifier>(.post, "assignments/{assignment}/target", permission: LifePermissions.assign)
    static let closure = Route1<Identifier>(
        .post, "assignments/{assignment}/closure", permission: LifePermissions.assign)

    static let urge = Route1<Identifier>(.post, "assignments/{assignment}/urge", permission: LifePermissions.supervise)
    static let escalation = Route1<Identifier>(
        .post, "assignments/{assignment}/escalation", permission: LifePermissions.supervise)

    /// Who leads each deliverable of an item: agreeing, splitting a block lead, establishing, sending.
    static let leads = Route2<String, Int>(
        .get, "plans/{plan}/items/{item}/leads", permission: LifePermissions.agreeLeads)
    static let agreement = Route2<String, Int>(
        .post, "plans/{plan}/items/{item}/leads", permission: LifePermissions.agreeLeads)
    static let establishment = Route2<String, Int>(
        .post, "plans/{plan}/items/{item}/assignments", permission: LifePermissions.assign)

    static let all: [any DeclaredRoute] = [
        assignment, historyFile, file, receipt, objection, newReport, report, extensionRequest, acceptance, rejection,
        ruling, issue, reassignment, extensionDecision, suspension, resumption, target, closure, urge, escalation,
        leads,
        agreement, establishment,
    ]
}
