import Exchange
import Kernel
import Web

/// Every address of the engine. A link can only be made from one of these.
enum CommitmentsRoutes {
    static let readPlans = Permission("commitments.read-plans")
    static let importPlans = Permission("commitments.import-plans")

    static let home = Route0(.get, "", permission: readPlans)
    static let plans = Route0(.get, "plans", permission: readPlans)
    static let board = Route1<String>(.get, "plans/{plan}", permission: readPlans)
    static let boardFile = Route2<String, ExportFormat>(.get, "plans/{plan}/board/{format}", permission: readPlans)
    static let unitMatrix = Route1<String>(.get, "plans/{plan}/unit-matrix", permission: readPlans)
    static let districtMatrix = Route1<String>(.get, "plans/{plan}/district-matrix", permission: readPlans)
    static let item = Route2<String, Int>(.get, "plans/{plan}/items/{item}", permission: readPlans)
    static let deliverables = Route1<String>(.get, "plans/{plan}/deliverables", permission: readPlans)
    static let deliverablesFile = Route2<String, ExportFormat>(
        .get, "plans/{plan}/deliverables-file/{format}", permission: readPlans)
    static let deliverable = Route2<String, DeliverableKey>(
        .get, "plans/{plan}/deliverables/{deliverable}", permission: readPlans)
    static let units = Route1<String>(.get, "plans/{plan}/units", permission: readPlans)
    static let unitsFile = Route2<String, ExportFormat>(.get, "plans/{plan}/units-file/{format}", permission: readPlans)
    static let unit = Route2<String, String>(.get, "plans/{plan}/units/{unit}", permission: readPlans)
    static let source = Route1<String>(.get, "plans/{plan}/source", permission: readPlans)
    static let sourceFile = Route1<String>(.get, "plans/{plan}/source-file", permission: readPlans)
    static let comparison = Route0(.get, "comparison", permission: readPlans)

    static let newImport = Route0(.get, "imports/new", permission: importPlans)
    static let startImport = Route0(.post, "imports", permission: importPlans, bodyLimit: 20_000_000)
    static let preview = Route1<Identifier>(.get, "imports/{import}", permission: importPlans)
    static let editDocument = Route1<Identifier>(.get, "imports/{import}/document", permission: importPlans)
    static let correctDocument = Route1<Identifier>(.post, "imports/{import}/document", permission: importPlans)
    static let editItem = Route2<Identifier, Int>(.get, "imports/{import}/items/{item}", permission: importPlans)
    static let correctItem = Route2<Identifier, Int>(.post, "imports/{import}/items/{item}", permission: importPlans)
    static let bindings = Route1<Identifier>(.get, "imports/{import}/bindings", permission: importPlans)
    static let bind = Route1<Identifier>(.post, "imports/{import}/bindings", permission: importPlans)
    static let confirm = Route1<Identifier>(.get, "imports/{import}/commitment", permission: importPlans)
    static let commit = Route1<Identifier>(.post, "imports/{import}/commitment", permission: importPlans)
    static let discard = Route1<Identifier>(.post, "imports/{import}/withdrawal", permission: importPlans)

    static let all: [any DeclaredRoute] = [
        home, plans, board, boardFile, unitMatrix, districtMatrix, item, deliverables, deliverablesFile, deliverable,
        units, unitsFile, unit, source, sourceFile, comparison, newImport, startImport, preview, editDocument,
        correctDocument, editItem, correctItem, bindings, bind, confirm, commit, discard,
    ]
}
