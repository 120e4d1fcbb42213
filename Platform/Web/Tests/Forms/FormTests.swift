import Kernel
import Testing
import WebTesting

@testable import Web

@Suite struct FormTests {
    @Test("a form that comes back keeps what was typed, says what is wrong and links to it")
    func keepsValues() async throws {
        let client = try SampleEngine.client()
        let canary = "\"><script>alert(1)</script>\n  第二行\"\u{301}"
        let reply = try await client.post(
            "/report",
            [
                ("title", String(repeating: "长", count: 41)), ("progress", canary), ("state", "atRisk"),
                ("kinds", "service"), ("idempotency-key", "key-1"), ("status", "injected"),
            ], from: "/report")
        #expect(reply.status == 422)
        for part in [
            "“报告标题”最多 40 个字，现有 41 个字。", "“责任单位”不能为空。", "href=\"#report-title\"", "href=\"#report-unit\"",
            "aria-describedby=\"report-title-error\"", "aria-invalid=\"true\"", "value=\"service\" checked",
            "value=\"atRisk\" checked", "name=\"idempotency-key\" value=\"key-1\"", "data-focus",
            "\n&quot;&gt;&lt;script&gt;alert(1)&lt;/script&gt;\n  第二行&quot;\u{301}</textarea>",
        ] {
            #expect(holds(reply.text, part), "\(part)")
        }
        #expect(!reply.text.contains("injected") && !reply.text.contains("<script>alert"))
    }

    @Test("a fresh form has a fresh key each time and no errors")
    func freshKeys() async throws {
        let client = try SampleEngine.client()
        let first = try await client.get("/report")
        let second = try await client.get("/report")
        #expect(first.hiddenField("idempotency-key") != second.hiddenField("idempotency-key"))
        #expect(first.hiddenField("csrf-token") == second.hiddenField("csrf-token"))
        #expect(!first.text.contains("error-summary"))
    }

    @Test("a mutating request without an idempotency key is refused")
    func noKey() async throws {
        let fields = ForgeryGuardTests.fields.filter { $0.0 != "idempotency-key" } + [("idempotency-key", "")]
        let reply = try await SampleEngine.client().post("/report", fields, from: "/report")
        #expect(reply.status == 422 && reply.text.contains("防重复提交"))
    }

    @Test("problems mark the field they name, or the form as a whole; secrets are never sent back")
    func problems() {
        var form = Form(
            "f", action: SampleEngine.sendReport.link(), submit: "提交",
            fields: [FormField("a", "甲"), FormField("secret", "密码", kind: .password)])
        form.take(FormValues(fields: Values([QueryItem("a", "1"), QueryItem("secret", "s")])))
        #expect(form.fields.map(\.values) == [["1"], []])
        form.fail("a", "错")
        form.fail("none", "全错")
        #expect(form.hasErrors && form.fields[0].error == "错" && form.generalErrors == ["全错"])
    }
}
