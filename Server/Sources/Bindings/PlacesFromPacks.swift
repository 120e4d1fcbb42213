import Access
import Commitments
import Kernel
import Ledger

/// Lets people belong to the units and districts of the packs that are loaded.
struct PlacesFromPacks: Sendable {
    let database: LedgeredDatabase

    /// Units and districts in the order of the packs.
    func list() async throws -> Places {
        let loading = PackLoading(database: database)
        var places = Places()
        for listed in try await loading.list() {
            guard let pack = try await loading.loaded(listed.id) else { continue }
            // What a group of district bodies has to do together is somebody's work too.
            places.units += pack.units.map { Places.Place(id: $0.id, title: $0.title) }
            places.units += pack.groups.map { Places.Place(id: $0.id, title: $0.title) }
            places.districts += pack.districts.map { Places.Place(id: $0.id, title: $0.title) }
        }
        return places
    }
}
