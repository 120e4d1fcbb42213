import Access
import Administration
import Commitments
import Evidence
import Kernel
import Web

/// What the ledger's pages need to know of records of other engines.
enum LedgerBinding {
    /// The page of a record of any engine, nil where there is none or the reader may not open it.
    static func link(to record: RecordReference, for request: PageRequest) -> Link? {
        if let link = AdministrationEngine.link(to: record) {
            return request.allows(AdministrationEngine.readPeople) ? link : nil
        }
        return request.allows(CommitmentsEngine.readPlans) ? CommitmentsEngine.link(to: record, plan: "") : nil
    }

    /// What a change to a record says is for those who may see such records: administrators see no business data,
    /// and nobody else sees what was written about people.
    static func permission(toReadChangesOf record: RecordReference) -> Permission {
        AccessParts.recordKinds.contains(record.kind)
            ? AdministrationEngine.readSignIns : EvidenceEngine.readChanges
    }
}
