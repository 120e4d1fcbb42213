import Exchange
import Kernel
import Web

/// Addresses of the lists of work: each is of one plan, and of those records that the reader may see.
enum WorkRoutes {
    /// My work of the plan that was committed last.
    static let work = Route0(.get, "work", permission: LifePermissions.ownWork)
    static let workFile = Route1<ExportFormat>(.get, "work-file/{format}", permission: LifePermissions.ownWork)
    static let reviews = Route0(.get, "reviews", permission: LifePermissions.review)
    static let reviewsFile = Route1<ExportFormat>(.get, "reviews-file/{format}", permission: LifePermissions.review)
    static let supervision = Route0(.get, "supervision", permission: LifePermissions.supervise)
    static let supervisionFile = Route1<ExportFormat>(
        .get, "supervision-file/{format}", permission: LifePermissions.supervise)
    /// Urges or escalates everything that was chosen, or nothing.
    static let supervise = Route0(.post, "supervision", permission: LifePermissions.supervise)

    static let districts = Route1<String>(
        .get, "plans/{plan}/districts", permission: CommitmentsRoutes.readPlans)
    static let districtsFile = Route2<String, ExportFormat>(
        .get, "plans/{plan}/districts-file/{format}", permission: CommitmentsRoutes.readPlans)
    static let district = Route2<String, String>(
        .get, "plans/{plan}/districts/{district}", permission: CommitmentsRoutes.readPlans)
    /// Every duty of a plan as a file; what the address filters by is left.
    static let dutiesFile = Route2<String, ExportFormat>(
        .get, "plans/{plan}/duties-file/{format}", permission: CommitmentsRoutes.readPlans)
    static let dues = Route0(.get, "dues", permission: LifePermissions.ownWork)
    static let duesFile = Route0(.get, "dues.ics", permission: LifePermissions.ownWork)
    /// The table of a month, named as `month=2021-09` in the address.
    static let duesTable = Route1<ExportFormat>(.get, "dues-file/{format}", permission: LifePermissions.ownWork)
    /// One's own address for calendar programs.
    static let feed = Route0(.get, "dues/subscription", permission: LifePermissions.keepFeed)
    static let openFeed = Route0(.post, "dues/subscription", permission: LifePermissions.keepFeed, bodyLimit: 10_000)
    static let withdrawFeed = Route0(
        .post, "dues/subscription/withdrawal", permission: LifePermissions.keepFeed, bodyLimit: 10_000)
    /// What a calendar program reads: whoever has the key reads what its holder may.
    static let feedFile = Route0(.get, "feeds/dues.ics", permission: LifePermissions.readFeed)
    static let brief = Route1<String>(.get, "plans/{plan}/brief", permission: CommitmentsRoutes.readPlans)
    /// Every line of the brief as a file.
    static let briefFile = Route2<String, ExportFormat>(
        .get, "plans/{plan}/brief-file/{format}", permission: CommitmentsRoutes.readPlans)
    static let changes = Route0(.get, "changes", permission: LifePermissions.ownWork)
    static let changesFile = Route1<ExportFormat>(.get, "changes-file/{format}", permission: LifePermissions.ownWork)
    /// Marks everything up to now as seen.
    static let seen = Route0(.post, "changes/visits", permission: LifePermissions.ownWork)

    static let all: [any DeclaredRoute] = [
        work, workFile, reviews, reviewsFile, supervision, supervisionFile, supervise, districts, districtsFile,
        district, dutiesFile, dues, duesFile, duesTable, feed, openFeed, withdrawFeed, feedFile, brief, briefFile,
        changes, changesFile, seen,
    ]
}
