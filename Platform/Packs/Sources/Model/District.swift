import Kernel

/// A district of the city.
public struct District: Sendable, Equatable {
    /// A place in the tile cartogram, counted from 0 at the top left.
    public struct Tile: Sendable, Hashable {
        public var column: Int
        public var row: Int

        public init(column: Int, row: Int) {
            self.column = column
            self.row = row
        }
    }

    public var id: String
    /// Six digits of GB/T 2260.
    public var code: String
    public var title: LocalizedText
    public var short: LocalizedText
    public var tile: Tile
    public var validity: Validity
    public var basis: Basis

    public init(
        id: String, code: String, title: LocalizedText, short: LocalizedText, tile: Tile, validity: Validity,
        basis: Basis
    ) {
        self.id = id
        self.code = code
        self.title = title
        self.short = short
        self.tile = tile
        self.validity = validity
        self.basis = basis
    }
}
