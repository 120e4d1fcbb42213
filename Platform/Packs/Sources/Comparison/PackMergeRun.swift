/// One comparison of three versions, which merges them on the way.
struct PackMergeRun {
    let resolutions: [PackConflict: PackConflict.Side]
    private(set) var objects: [PackObjectComparison] = []
    private(set) var unchangedCount = 0
    private(set) var undecided: [PackConflict] = []

    init(resolutions: [PackConflict: PackConflict.Side]) {
        self.resolutions = resolutions
    }

    /// Merges one object in its three versions, nil where a version does not have it; nil where it is gone.
    mutating func merge<Object: PackObject>(
        base: Object?, ours: Object?, theirs: Object?, inside parent: PackObjectReference?
    ) -> Object? {
        guard let shown = ours ?? theirs ?? base else { return nil }
        let reference = shown.reference(inside: parent)
        func whole(_ change: PackChange) -> PackObjectComparison {
            PackObjectComparison(object: reference, title: shown.title, change: change)
        }
        switch (base, ours, theirs) {
        case (nil, let ours?, nil):
            objects.append(whole(.addedByUs))
            return ours
        case (nil, nil, let theirs):
            objects.append(whole(.addedByThem))
            return theirs
        case (_?, nil, nil):
            objects.append(whole(.removedAlike))
            return nil
        case (let base?, nil, let theirs?):
            guard !base.isAlike(theirs) else {
                objects.append(whole(.removedByUs))
                return nil
            }
            objects.append(whole(.conflict))
            return decide(PackConflict(reference)) == .theirs ? theirs : nil
        case (let base?, let ours?, nil):
            guard !base.isAlike(ours) else {
                objects.append(whole(.removedByThem))
                return nil
            }
            objects.append(whole(.conflict))
            return decide(PackConflict(reference)) == .theirs ? nil : ours
        case (_, let ours?, let theirs?):
            return mergeFields(base, ours, theirs, reference)
        }
    }

    private mutating func mergeFields<Object: PackObject>(
        _ base: Object?, _ ours: Object, _ theirs: Object, _ reference: PackObjectReference
    ) -> Object {
        var merged = ours
        var fields: [PackObjectComparison.Field] = []
        for field in Object.fields {
            let change: PackChange
            if field.areAlike(ours, theirs) {
                if let base, !field.areAlike(base, ours) { change = .changedAlike } else { continue }
            } else if let base, field.areAlike(base, theirs) {
                change = .changedByUs
            } else if let base, field.areAlike(base, ours) {
                change = .changedByThem
                field.copy(theirs, &merged)
            } else {
                change = .conflict
                if decide(PackConflict(reference, field: field.name)) == .theirs { field.copy(theirs, &merged) }
            }
            fields.append(
                PackObjectComparison.Field(
                    name: field.name, change: change, base: base.flatMap { field.text($0) }, ours: field.text(ours),
                    theirs: field.text(theirs)))
        }
        let change = Self.change(fields, isNew: base == nil)
        if change == .unchanged {
            unchangedCount += 1
        } else {
            objects.append(
                PackObjectComparison(object: reference, title: ours.title, change: change, fields: fields))
        }
        for list in Object.lists { list.merge(base, ours, theirs, reference, &merged, &self) }
        return merged
    }

    private static func change(_ fields: [PackObjectComparison.Field], isNew: Bool) -> PackChange {
        let changes = Set(fields.map(\.change))
        if changes.contains(.conflict) { return .conflict }
        if isNew { return .addedAlike }
        guard let only = changes.first else { return .unchanged }
        return changes.count == 1 ? only : .changedByBoth
    }

    private mutating func decide(_ conflict: PackConflict) -> PackConflict.Side? {
        if let side = resolutions[conflict] { return side }
        undecided.append(conflict)
        return nil
    }

    /// Merges lists of objects: in the order of ours, those that only theirs has behind the one they follow there.
    mutating func merge<Object: PackObject>(
        base: [Object], ours: [Object], theirs: [Object], inside parent: PackObjectReference
    ) -> [Object] {
        func byID(_ objects: [Object]) -> [String: Object] {
            Dictionary(objects.map { ($0.id, $0) }) { first, _ in first }
        }
        let (inBase, inOurs, inTheirs) = (byID(base), byID(ours), byID(theirs))
        var order = ours.map(\.id)
        for (index, object) in theirs.enumerated() where inOurs[object.id] == nil {
            let before = index == 0 ? nil : order.firstIndex(of: theirs[index - 1].id)
            order.insert(object.id, at: before.map { $0 + 1 } ?? (index == 0 ? 0 : order.endIndex))
        }
        for object in base where inOurs[object.id] == nil && inTheirs[object.id] == nil { order.append(object.id) }
        return order.compactMap { id in
            merge(base: inBase[id], ours: inOurs[id], theirs: inTheirs[id], inside: parent)
        }
    }
}
