import Kernel

/// An object of a pack as the comparison sees it: an identity, fields, and lists of inner objects.
protocol PackObject: Sendable {
    static var kind: PackObjectReference.Kind { get }
    static var fields: [PackField<Self>] { get }
    static var lists: [PackObjectList<Self>] { get }

    var id: String { get }
    var title: LocalizedText { get }
}

extension PackObject {
    static var lists: [PackObjectList<Self>] { [] }

    /// Whether no field and no inner object differs.
    func isAlike(_ other: Self) -> Bool {
        Self.fields.allSatisfy { $0.areAlike(self, other) } && Self.lists.allSatisfy { $0.areAlike(self, other) }
    }

    func reference(inside parent: PackObjectReference?) -> PackObjectReference {
        switch Self.kind {
        case .pack: PackObjectReference(.pack, "pack")
        case .holiday, .number, .evidence: PackObjectReference(Self.kind, (parent.map { "\($0.id)#" } ?? "") + id)
        case .unit, .group, .district, .calendar, .item, .deliverable: PackObjectReference(Self.kind, id)
        }
    }
}

/// A field of an object: how to show it, compare it, and take it over from another version.
struct PackField<Object>: Sendable {
    let name: String
    let text: @Sendable (Object) -> String?
    let areAlike: @Sendable (Object, Object) -> Bool
    let copy: @Sendable (Object, inout Object) -> Void

    init<Value: Equatable & Sendable>(
        _ name: String, _ path: any WritableKeyPath<Object, Value> & Sendable,
        text: @escaping @Sendable (Value) -> String?
    ) {
        self.name = name
        self.text = { text($0[keyPath: path]) }
        areAlike = { $0[keyPath: path] == $1[keyPath: path] }
        copy = { $1[keyPath: path] = $0[keyPath: path] }
    }

    init<Value: Equatable & CustomStringConvertible & Sendable>(
        _ name: String, _ path: any WritableKeyPath<Object, Value> & Sendable
    ) {
        self.init(name, path) { $0.description }
    }

    init<Value: Equatable & RawRepresentable & Sendable>(
        _ name: String, _ path: any WritableKeyPath<Object, Value> & Sendable
    ) where Value.RawValue == String {
        self.init(name, path) { $0.rawValue }
    }

    /// A list in which only what is in it counts, not the order.
    init<Value: Hashable & CustomStringConvertible & Sendable>(
        set name: String, _ path: any WritableKeyPath<Object, [Value]> & Sendable
    ) {
        self.name = name
        text = { $0[keyPath: path].map(\.description).joined(separator: ", ") }
        areAlike = { Set($0[keyPath: path]) == Set($1[keyPath: path]) }
        copy = { $1[keyPath: path] = $0[keyPath: path] }
    }
}

/// A list of inner objects of an object.
struct PackObjectList<Parent>: Sendable {
    let areAlike: @Sendable (Parent, Parent) -> Bool
    /// Merges the lists of base, ours and theirs into the merged parent.
    let merge: @Sendable (Parent?, Parent, Parent, PackObjectReference, inout Parent, inout PackMergeRun) -> Void

    init<Child: PackObject>(_ path: any WritableKeyPath<Parent, [Child]> & Sendable) {
        areAlike = { left, right in
            let (a, b) = (left[keyPath: path], right[keyPath: path])
            guard a.count == b.count else { return false }
            let byID = Dictionary(b.map { ($0.id, $0) }) { first, _ in first }
            return a.allSatisfy { child in byID[child.id].map { child.isAlike($0) } ?? false }
        }
        merge = { base, ours, theirs, reference, merged, run in
            merged[keyPath: path] = run.merge(
                base: base?[keyPath: path] ?? [], ours: ours[keyPath: path], theirs: theirs[keyPath: path],
                inside: reference)
        }
    }
}
