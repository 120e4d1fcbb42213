import CivicCalendar
import Foundation

/// Reads a pack's folder and reports everything that is wrong in it at once, each with file, line and remedy.
///
/// ```swift
/// let reading = PackReader().read(folder: url)
/// guard let pack = reading.pack else { … reading.findings … }
/// ```
/// The order of the rules and what each checks is in the module's README.
public struct PackReader: Sendable {
    public var limits: PackLimits

    public init(limits: PackLimits = PackLimits()) {
        self.limits = limits
    }

    /// Reads a folder on disk.
    public func read(folder: URL) -> PackReading { read(PackFolder(folder)) }

    /// Reads a pack from wherever its files are. Complexity: O(size of the files), besides the search for the nearest
    /// wording of the first ``clauseSearchLimit`` clauses that the plan does not have.
    public func read(_ source: some PackSource) -> PackReading {
        var run = PackReadingRun(source: source, limits: limits)
        let pack = run.pack()
        return PackReading(pack: run.findings.hasErrors ? nil : pack, findings: run.findings.sorted)
    }

    /// Checks a pack as its files would be checked, for instance after a merge: writes it and reads that.
    public func check(_ pack: Pack) -> PackReading { read(PackWriter().files(of: pack)) }

    /// For so many clauses that are not in the plan the nearest wording is looked for.
    public static let clauseSearchLimit = 50
}
