import Kernel
import Web

/// Which role may do what, and how far: what the policy holds, nothing else.
struct PermissionsView: Sendable {
    struct Column: Sendable {
        let role: String
    }

    struct Line: Sendable {
        let name: String
        let words: String
        let cells: [Cell]
    }

    struct Cell: Sendable {
        let text: String
        let isDenied: Bool
    }

    let columns: [Column]
    let lines: [Line]

    init(_ request: PageRequest) {
        columns = Role.allCases.map { Column(role: request.roleName($0)) }
        lines = request.policy.listing.map { permission, _ in
            let key = "administration.permission.\(permission.name)"
            return Line(
                name: permission.name, words: request.hasText(key) ? request.text(key) : "",
                cells: Role.allCases.map { role in
                    let scope = request.policy.scope(of: permission, for: role)
                    return Cell(
                        text: request.text("administration.scope.\(scope?.rawValue ?? "none")"),
                        isDenied: scope == nil)
                })
        }
    }
}
