import Kernel

/// The differences between two packs, or between a pack and two descendants of it, object by object.
///
/// Objects are matched by their identities; the order of objects and of names in a list is no difference, except the
/// order of an item's units, whose first is the first-listed of the plan. Of an object that is added or removed as a
/// whole its inner objects are not listed separately.
public struct PackComparison: Sendable, Equatable, Codable {
    public enum Form: String, Sendable, Codable {
        case twoWay = "two-way"
        case threeWay = "three-way"
    }

    public var form: Form
    /// The objects that are not the same everywhere, in the order of the packs.
    public var objects: [PackObjectComparison]
    /// How many objects are the same everywhere.
    public var unchangedCount: Int

    public init(form: Form, objects: [PackObjectComparison], unchangedCount: Int) {
        self.form = form
        self.objects = objects
        self.unchangedCount = unchangedCount
    }

    /// Compares an older pack with a newer one. Complexity: O(size of the packs).
    public init(from old: Pack, to new: Pack) {
        var run = PackMergeRun(resolutions: [:])
        _ = run.merge(base: old, ours: old, theirs: new, inside: nil)
        let objects = run.objects.map { object in
            var object = object
            object.change = object.change.ofTwo
            for index in object.fields.indices {
                object.fields[index].change = object.fields[index].change.ofTwo
                object.fields[index].ours = nil
            }
            return object
        }
        self.init(form: .twoWay, objects: objects, unchangedCount: run.unchangedCount)
    }

    /// Compares the pack as it was loaded with the one edited since (ours) and a newer one (theirs).
    public init(base: Pack, ours: Pack, theirs: Pack) {
        var run = PackMergeRun(resolutions: [:])
        _ = run.merge(base: base, ours: ours, theirs: theirs, inside: nil)
        self.init(form: .threeWay, objects: run.objects, unchangedCount: run.unchangedCount)
    }

    public var isWithoutDifference: Bool { objects.isEmpty }

    /// What became of an object; `unchanged` where it is not among the differing ones.
    public func change(of object: PackObjectReference) -> PackChange { self[object]?.change ?? .unchanged }

    public subscript(object: PackObjectReference) -> PackObjectComparison? { objects.first { $0.object == object } }

    /// Everything that has to be decided before the three can be merged.
    public var conflicts: [PackConflict] {
        objects.flatMap { object -> [PackConflict] in
            guard object.change == .conflict else { return [] }
            let fields = object.fields.filter { $0.change == .conflict }
            return fields.isEmpty
                ? [PackConflict(object.object)] : fields.map { PackConflict(object.object, field: $0.name) }
        }
    }

    /// The pack that has the changes of both sides, each conflict decided as told.
    ///
    /// New objects of theirs stand behind the object they follow there. Each side's changes may be right and the merged
    /// pack wrong all the same (a unit removed here, referred to there): check it with ``PackReader/check(_:)``.
    /// Throws a conflict that names the conflicts left undecided. Complexity: O(size of the packs).
    public static func merged(
        base: Pack, ours: Pack, theirs: Pack, resolutions: [PackConflict: PackConflict.Side] = [:]
    ) throws(Problem) -> Pack {
        var run = PackMergeRun(resolutions: resolutions)
        let merged = run.merge(base: base, ours: ours, theirs: theirs, inside: nil)
        guard run.undecided.isEmpty, let merged else {
            let names = run.undecided.map { "\($0.object.kind.rawValue) \($0.object.id) \($0.field ?? "")" }
            throw Problem(
                .conflict, "packs.merge.undecided",
                [
                    "count": "\(names.count)",
                    "names": names.prefix(10).joined(separator: "; ") + (names.count > 10 ? "; …" : ""),
                ])
        }
        return merged
    }
}

extension PackChange {
    /// The same change where there are only two versions: what they did is what was done.
    fileprivate var ofTwo: PackChange {
        switch self {
        case .changedByThem: .changed
        case .addedByThem: .added
        case .removedByThem: .removed
        default: self
        }
    }
}
