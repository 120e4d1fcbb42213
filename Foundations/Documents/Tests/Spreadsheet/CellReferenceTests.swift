import Documents
import Testing

@Suite struct CellReferenceTests {
    @Test("letters and rows go to numbers and back over the whole sheet")
    func roundTrip() throws {
        for column in 0..<CellReference.columnLimit {
            let reference = CellReference(row: column * 64, column: column)
            #expect(CellReference(reference.description) == reference)
        }
        #expect(CellReference("XFD1048576") == CellReference(row: 1_048_575, column: 16_383))
        #expect(CellReference(row: 0, column: 26).description == "AA1")
        #expect(CellReference.letters(column: -1).isEmpty)
    }

    @Test(
        "anything else is no reference",
        arguments: ["", "A", "1", "A0", "a1", "A1B", "XFE1", "A1048577", "$A$1", "A01"])
    func refused(text: String) {
        #expect(CellReference(text) == nil)
    }
}
