import Web

/// A deliverable's stable key, `slug/words`, as one segment of an address: `slug:words`.
struct DeliverableKey: PathParameter, Hashable {
    let key: String

    init(_ key: String) { self.key = key }

    init?(pathSegment: String) {
        guard pathSegment.contains(":") else { return nil }
        key = pathSegment.replacing(":", with: "/", maxReplacements: 1)
    }

    var pathSegment: String { key.replacing("/", with: ":", maxReplacements: 1) }
}
