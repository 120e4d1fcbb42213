import Kernel

extension Table {
    /// What the partial `web/table` shows.
    public struct View: Sendable {
        public let identity: String
        public let caption: String
        public let showsCaption: Bool
        public let action: String
        public let columns: [ColumnView]
        public let rows: [RowView]
        public let hasRows: Bool
        public let isEmpty: Bool
        public let hasTotals: Bool
        public let totals: [CellView]
        public let count: String
        public let notices: [String]
        public let hasNotices: Bool
        public let isSearchable: Bool
        public let searchName: String
        public let search: String
        public let kept: [HiddenView]
        public let filters: [FilterView]
        public let hasFilters: Bool
        public let isFiltered: Bool
        public let clearHref: String
        public let exports: [LinkView]
        public let hasExports: Bool
        public let choices: [ChoiceView]
        public let choicesName: String
        public let choicesKept: [HiddenView]
        public let pages: PagesView
        public let hasPages: Bool
        public let emptyText: String
        public let emptyAction: String
        public let emptyHref: String
        public let hasEmptyLink: Bool
    }

    public struct ColumnView: Sendable {
        public let title: String
        public let unit: String
        public let hasUnit: Bool
        public let align: String
        public let kind: String
        public let isSortable: Bool
        public let isPlain: Bool
        public let sortHref: String
        public let ariaSort: String
        public let isAscending: Bool
        public let isDescending: Bool
        public let sortLabel: String
    }

    public struct RowView: Sendable {
        public let id: String
        public let cells: [CellView]
        public let hasLink: Bool
    }

    public struct CellView: Sendable {
        public let text: String
        public let align: String
        public let kind: String
        public let isHead: Bool
        public let isBody: Bool
        public let official: String
        public let isOfficial: Bool
        public let isMain: Bool
        public let hasCover: Bool
        public let coverHref: String
        public let hasLink: Bool
        public let href: String
        public let isPlain: Bool
        public let isMissing: Bool
        public let hasStatus: Bool
        public let status: StatusTag.View
        public let hasBeam: Bool
        public let beam: Beam.View
    }

    public struct HiddenView: Sendable {
        public let name: String
        public let value: String
    }

    public struct FilterView: Sendable {
        public let label: String
        public let options: [FilterOptionView]
        public let isLong: Bool
        public let isShort: Bool
        public let isOpen: Bool
        public let chosen: String
        public let size: String
    }

    public struct FilterOptionView: Sendable {
        public let label: String
        public let count: String
        public let hasCount: Bool
        public let href: String
        public let isChosen: Bool
        public let current: String
    }

    public struct LinkView: Sendable {
        public let label: String
        public let href: String
    }

    public struct ChoiceView: Sendable {
        public let id: String
        public let value: String
        public let label: String
        public let isChosen: Bool
    }

    public struct PagesView: Sendable {
        public let text: String
        public let hasPrevious: Bool
        public let previousHref: String
        public let hasNext: Bool
        public let nextHref: String
        public let sizes: [FilterOptionView]
        public let hasSizes: Bool
    }
}
