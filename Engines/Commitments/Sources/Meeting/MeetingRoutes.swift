import Exchange
import Kernel
import Web

/// Addresses of meetings. To post minutes or a resolution under a meeting is to keep them.
enum MeetingRoutes {
    static let list = Route0(.get, "meetings", permission: LifePermissions.readMeetings)
    static let listFile = Route1<ExportFormat>(
        .get, "meetings-file/{format}", permission: LifePermissions.readMeetings)
    static let meeting = Route1<Identifier>(.get, "meetings/{meeting}", permission: LifePermissions.readMeetings)

    static let new = Route0(.get, "meetings/new", permission: LifePermissions.meet)
    static let call = Route0(.post, "meetings", permission: LifePermissions.meet)
    static let minutes = Route1<Identifier>(
        .post, "meetings/{meeting}/minutes", permission: LifePermissions.meet)
    static let resolutions = Route1<Identifier>(
        .post, "meetings/{meeting}/resolutions", permission: LifePermissions.meet)

    static let all: [any DeclaredRoute] = [list, listFile, meeting, new, call, minutes, resolutions]
}
