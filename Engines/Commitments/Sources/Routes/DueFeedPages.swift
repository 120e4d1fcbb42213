import Access
import Kernel
import Web

/// The subscription to one's due days: the page that opens and withdraws its address, and what a calendar program reads
/// there.
struct DueFeedPages: Sendable {
    let reader: CityReader
    let feeds: FeedDesk

    var registrations: [RouteRegistration] {
        [
            WorkRoutes.feed.handle(page), WorkRoutes.openFeed.handle(open), WorkRoutes.withdrawFeed.handle(withdraw),
            WorkRoutes.feedFile.handle(file),
        ]
    }

    private func page(_ request: PageRequest) async throws -> Answer { try await page(request, key: nil) }

    private func page(_ request: PageRequest, key: String?) async throws -> Answer {
        let title = request.text("work.feed")
        return .page(
            Page(
                "commitments/due-feed", title: title,
                breadcrumbs: [Breadcrumb(request.text("work.dues"), WorkRoutes.dues.link()), Breadcrumb(title)],
                navigation: "dues",
                model: DueFeedView(request, openedAt: try await feeds.openedAt(for: request.actor), key: key)))
    }

    /// The address is shown in the answer itself: it is kept nowhere, so no later page can show it.
    private func open(_ request: PageRequest) async throws -> Answer {
        try await page(request, key: try await feeds.open(for: request.actor))
    }

    private func withdraw(_ request: PageRequest) async throws -> Answer {
        try await feeds.withdraw(for: request.actor)
        return .redirect(WorkRoutes.feed.link(), flash: Flash("work.flash.feed-withdrawn"))
    }

    private func file(_ request: PageRequest) async throws -> Answer {
        guard let holder = try await feeds.holder(of: request.query["key"] ?? ""),
            request.policy.allows(holder, LifePermissions.ownWork)
        else { throw Problem(.notFound, "work.problem.feed") }
        return try DuesFile(presenter: try await reader.currentPresenter(request.asked(by: holder))).answer()
    }
}
