import CivicCalendar

extension CivicDate {
    /// `2021-09-15`, always four digits of year: the form that is kept and that sorts.
    var isoText: String { description }

    /// Reads `2021-09-15`; nil where the text has another form or names a day that does not exist.
    init?(isoText text: String) {
        do { try self.init(text) } catch { return nil }
    }
}
