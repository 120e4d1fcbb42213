import Access
import Files
import Foundation
import Kernel
import Ledger
import Packs
import Printing
import Storage
import Web

/// Plan -> items -> deliverables, and where each of them stands.
///
/// A newcomer's first file: everything the engine brings to the house is listed here.
public struct CommitmentsEngine: Sendable {
    private let database: LedgeredDatabase
    private let reader: CityReader
    private let files: FileStore
    private let printer: PagePrinter
    private let feeds: FeedDesk

    /// `files` is where what comes with reports is kept, `access` what people sign in by. Without a printer there is no
    /// PDF, and a problem that says so.
    public init(
        database: LedgeredDatabase, files: FileStore, access: AccessParts,
        printer: PagePrinter = PagePrinter(browser: nil)
    ) {
        self.database = database
        self.files = files
        self.printer = printer
        feeds = FeedDesk(access)
        reader = CityReader(database: database)
    }

    /// Tables: packs as loaded, plans as committed, drafts of the wizard, bindings, assignments and their steps.
    public static let migrations = MigrationGroup(
        "commitments",
        [
            PackSchema.migration, PlanSchema.migration, ProgressSchema.migration, PackSupervisionSchema.migration,
        ] + LifeSchema.migrations + [BulletinSchema.migration, VisitStore.migration, MeetingSchema.migration])

    /// Verbs: everything that changes state here, each with its entry in the ledger.
    public static let verbs = Set([
        PackLoading.load, PlanImport.start, PlanImport.correct, PlanImport.bind, PlanImport.commit,
        PlanImport.discard, Demonstration.record,
    ]).union(AssignmentDesk.verbs).union(BulletinDesk.verbs).union(MeetingDesk.verbs)

    /// Permissions and who holds them.
    public static func grant(in policy: inout PermissionPolicy) {
        policy.grant(
            CommitmentsRoutes.readPlans, to: .office, .leader, .unitLeader, .liaison, .districtOfficer, .reviewer,
            .analyst)
        policy.grant(CommitmentsRoutes.importPlans, to: .office)
        LifePermissions.grant(in: &policy)
        BulletinRoutes.grant(in: &policy)
    }

    /// The permission to read plans, for pages elsewhere that show their words.
    public static let readPlans = CommitmentsRoutes.readPlans

    /// Addresses, and what answers them.
    public static let declared: [any DeclaredRoute] =
        CommitmentsRoutes.all + AssignmentRoutes.all + WorkRoutes.all + BulletinRoutes.all
        + MeetingRoutes.all

    public var registrations: [RouteRegistration] {
        BoardPages(reader: reader, database: database).registrations
            + DeliverablePages(reader: reader).registrations
            + UnitPages(reader: reader).registrations
            + PlanPages(reader: reader, database: database).registrations
            + ImportPages(database: database).registrations
            + AssignmentPages(reader: reader, database: database).registrations
            + ReportPages(reader: reader, database: database, files: ReportFiles(store: files)).registrations
            + LeadPages(reader: reader, database: database).registrations
            + WorkPages(reader: reader).registrations
            + SupervisionPages(reader: reader, database: database).registrations
            + DistrictPages(reader: reader).registrations
            + DuesPages(reader: reader).registrations
            + DueFeedPages(reader: reader, feeds: feeds).registrations
            + BriefPages(reader: reader).registrations
            + ChangePages(reader: reader, database: database).registrations
            + BulletinPages(reader: reader, database: database, printer: printer).registrations
            + MeetingPages(reader: reader, database: database).registrations
    }

    /// The first page.
    public static let home = CommitmentsRoutes.home

    /// Entries of the rail.
    public static let navigation = [
        NavigationEntry("board", text: "commitments.nav.board", icon: .plan, route: CommitmentsRoutes.home, order: 10),
        NavigationEntry("work", text: "work.nav", icon: .work, route: WorkRoutes.work, order: 12),
        NavigationEntry("reviews", text: "work.nav.reviews", icon: .done, route: WorkRoutes.reviews, order: 13),
        NavigationEntry(
            "supervision", text: "work.nav.supervision", icon: .supervision, route: WorkRoutes.supervision, order: 14),
        NavigationEntry("dues", text: "work.nav.dues", icon: .calendar, route: WorkRoutes.dues, order: 15),
        NavigationEntry("changes", text: "work.nav.changes", icon: .trace, route: WorkRoutes.changes, order: 16),
        NavigationEntry(
            "plans", text: "commitments.nav.plans", icon: .registers, route: CommitmentsRoutes.plans, order: 20),
        NavigationEntry(
            "bulletins", text: "commitments.nav.bulletins", icon: .print, route: BulletinRoutes.list, order: 17),
        NavigationEntry("meetings", text: "meeting.nav", icon: .person, route: MeetingRoutes.list, order: 18),
    ]

    public static var templates: TemplateFolder {
        TemplateFolder(prefix: "commitments", folder: Bundle.module.bundleURL.appending(path: "Templates"))
    }

    /// The style sheet of its own pages.
    public static var publicFiles: URL { Bundle.module.bundleURL.appending(path: "Public") }

    public static var strings: URL { Bundle.module.bundleURL.appending(path: "Strings") }

    /// The plan that was committed last; nil where there is none.
    public static func currentPlan(in session: any ReadSession) throws -> String? {
        try PlanStore().list(in: session).first?.id
    }

    /// What must stand beside words that are not the official ones, by the plan or pack they come from.
    public static func labels(in session: any ReadSession) throws -> [String: LocalizedText] {
        let packs = try PackStore().list(in: session)
        var labels: [String: LocalizedText] = [:]
        for pack in packs where pack.basis.status != .official { labels[pack.id] = pack.label }
        for plan in try PlanStore().list(in: session) where plan.isParaphrase { labels[plan.id] = labels[plan.pack] }
        return labels
    }

    /// Links to records of this engine, for pages that know only a reference; nil for other kinds.
    public static func link(to record: RecordReference, plan: String) -> Link? {
        switch record.kind {
        case SearchKind.item, SearchKind.clause:
            let parts = record.identity.split(separator: "/")
            guard parts.count == 2, let number = Int(parts[1].prefix { $0 != "-" }) else { return nil }
            let link = CommitmentsRoutes.item.link(String(parts[0]), number)
            return record.kind == SearchKind.clause ? link.anchored("clause-\(parts[1])") : link
        case SearchKind.deliverable:
            return CommitmentsRoutes.deliverable.link(plan, DeliverableKey(record.identity))
        case SearchKind.unit: return CommitmentsRoutes.unit.link(plan, record.identity)
        case "plan": return CommitmentsRoutes.board.link(record.identity)
        case "assignment": return Identifier(record.identity).map { AssignmentRoutes.assignment.link($0) }
        case "bulletin": return Identifier(record.identity).map { BulletinRoutes.bulletin.link($0) }
        case SearchKind.meeting: return Identifier(record.identity).map { MeetingRoutes.meeting.link($0) }
        case "plan-import": return Identifier(record.identity).map { CommitmentsRoutes.preview.link($0) }
        default: return nil
        }
    }
}
