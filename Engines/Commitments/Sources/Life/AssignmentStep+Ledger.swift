import Kernel
import Ledger

extension AssignmentStep.Content {
    /// What the ledger keeps of a step: everything it says.
    func ledgered(sequence: Int) throws(LedgerProblem) -> CanonicalJSON {
        var members: [String: CanonicalJSON] = ["sequence": try .integer(sequence)]
        switch self {
        case .issue, .receipt, .objection, .closure, .suspension, .resumption, .urge, .escalation: break
        case .ruling(let objection, let unit):
            members["objection"] = try .integer(objection)
            members["unit"] = unit.map { .string($0) } ?? .null
        case .reassignment(let unit): members["unit"] = .string(unit)
        case .report(let report): members["report"] = try report.ledgered()
        case .acceptance(let report), .rejection(let report): members["report"] = try .integer(report)
        case .extensionRequest(let due): members["due"] = .string("\(due)")
        case .extensionGrant(let request, let due):
            members["request"] = try .integer(request)
            members["due"] = .string("\(due)")
        case .extensionRefusal(let request): members["request"] = try .integer(request)
        case .targetAgreement(let quantity, let unit):
            members["quantity"] = .string("\(quantity)")
            members["unit"] = .string(unit.zh)
        }
        return .object(members)
    }
}

extension AssignmentReport {
    fileprivate func ledgered() throws(LedgerProblem) -> CanonicalJSON {
        var listed: [CanonicalJSON] = []
        for number in numbers { listed.append(["id": .string(number.id), "value": .string("\(number.value)")]) }
        var handed: [CanonicalJSON] = []
        for file in files { handed.append(["name": .string(file.name), "sha256": .string(file.digest.hexadecimal)]) }
        return [
            "period": .string(period), "percent": try .integer(percent), "text": .string(text),
            "numbers": .array(listed), "files": .array(handed),
        ]
    }
}
