import Testing

@testable import Web

@Suite struct FileNameTests {
    @Test("a Chinese name keeps its characters in the extended parameter")
    func chinese() {
        #expect(
            FileName.disposition("第三季度.xlsx")
                == "attachment; filename=\"____.xlsx\"; filename*=UTF-8''%E7%AC%AC%E4%B8%89%E5%AD%A3%E5%BA%A6.xlsx")
        #expect(FileName.disposition("plan 2021.csv").contains("filename=\"plan 2021.csv\""))
    }

    @Test("a name cannot leave its folder, its header or its direction")
    func hostile() {
        #expect(FileName.clean("../../etc/passwd") == "_.._etc_passwd")
        #expect(FileName.clean("a\r\nSet-Cookie: x\".txt") == "a__Set-Cookie_ x_.txt")
        #expect(FileName.clean("gpj.\u{202E}exe") == "gpj._exe")
        #expect(FileName.clean("...") == "file" && FileName.clean("") == "file")
        for name in ["a\"b", "a\r\nb", "a\0b", "\u{7F}", "%22"] {
            let value = FileName.disposition(name)
            #expect(value.utf8.allSatisfy { $0 >= 32 && $0 < 127 } && value.count(where: { $0 == "\"" }) == 2)
        }
    }
}
