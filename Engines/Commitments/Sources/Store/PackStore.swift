/// Packs in the database: what a city's configuration is once it was loaded.
///
/// Reading gives back the value that was written, so that a pack can be exported, compared and loaded again.
struct PackStore: Sendable {}
