import Exchange
import Kernel
import Web

/// The kinds of file that a bulletin can be taken out as.
enum BulletinFile: String, PathParameter, CaseIterable {
    case docx
    case pdf

    var contentType: String {
        switch self {
        case .docx: "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
        case .pdf: "application/pdf"
        }
    }
}

/// Addresses of bulletins. What is decided is a noun under the bulletin: to post an issue is to issue it.
enum BulletinRoutes {
    /// Issued bulletins; drafts too for those who write or approve them.
    static let read = Permission("commitments.read-bulletins")
    /// Write, number and issue, withdraw.
    static let write = Permission("commitments.write-bulletins")
    /// Approve or send back what somebody else wrote.
    static let approve = Permission("commitments.approve-bulletins")

    static let list = Route0(.get, "bulletins", permission: read)
    static let listFile = Route1<ExportFormat>(.get, "bulletins-file/{format}", permission: read)
    static let bulletin = Route1<Identifier>(.get, "bulletins/{bulletin}", permission: read)
    static let file = Route2<Identifier, BulletinFile>(.get, "bulletins/{bulletin}/files/{file}", permission: read)

    static let new = Route0(.get, "bulletins/new", permission: write)
    static let start = Route0(.post, "bulletins", permission: write)
    static let text = Route1<Identifier>(.get, "bulletins/{bulletin}/text", permission: write)
    static let rewrite = Route1<Identifier>(.post, "bulletins/{bulletin}/text", permission: write)
    static let issue = Route1<Identifier>(.post, "bulletins/{bulletin}/issue", permission: write)
    static let withdrawal = Route1<Identifier>(.post, "bulletins/{bulletin}/withdrawal", permission: write)

    static let approval = Route1<Identifier>(.post, "bulletins/{bulletin}/approval", permission: approve)
    static let sendBack = Route1<Identifier>(.post, "bulletins/{bulletin}/return", permission: approve)

    static let all: [any DeclaredRoute] = [
        list, listFile, bulletin, file, new, start, text, rewrite, issue, withdrawal, approval, sendBack,
    ]

    static func grant(in policy: inout PermissionPolicy) {
        policy.grant(read, to: .office, .leader, .unitLeader, .liaison, .districtOfficer, .reviewer, .analyst)
        policy.grant(write, to: .office)
        policy.grant(approve, to: .office, .leader)
    }
}
