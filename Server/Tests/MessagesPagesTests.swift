import Foundation
import Kernel
import Ledger
import Messages
import Testing
import Web
import WebTesting

@testable import Server

/// Messages as their readers see them.
struct MessagesPagesTests {
    private func send(
        _ city: DemonstrationCity, _ key: String, to recipient: Recipient, subject: String,
        by sender: Actor = Actor(name: "office@local", roles: [.office])
    ) async throws {
        let message = try Message(
            kind: "due-soon", recipient: recipient,
            text: .ready(
                subject: LocalizedText(zh: subject, en: "en \(subject)"), body: LocalizedText(zh: "正文", en: "Body")),
            link: "/plans", key: key)
        try await city.house.database.change(by: sender) { session in
            _ = try Messages.send(message, in: session)
        }
    }

    @Test("an office without messages is told so, one with messages sees them, unread first said")
    func inbox() async throws {
        try await DemonstrationCity.empty(.sqlite) { city in
            let client = try await city.client([.office])
            #expect(try await client.get("/messages").text.contains("还没有消息"))
            try await send(city, "1", to: .role(.office), subject: "<b>提醒一</b>")
            try await send(city, "2", to: .person("office@local"), subject: "提醒二")
            try await send(city, "3", to: .role(.liaison), subject: "给联络员")
            let page = try await client.get("/messages").text
            #expect(page.contains("未读 2 条"))
            #expect(page.contains("&lt;b&gt;提醒一") && !page.contains("<b>提醒一"))
            #expect(page.contains("提醒二") && !page.contains("给联络员"))
            let english = try await client.get("/messages", headers: [("Accept-Language", "en")]).text
            #expect(english.contains("en 提醒二") && english.contains("2 unread"))
        }
    }

    @Test("a message is marked as read by its reader alone, and the filter leaves it out")
    func reading() async throws {
        try await DemonstrationCity.empty(.sqlite) { city in
            let client = try await city.client([.office])
            try await send(city, "1", to: .role(.office), subject: "提醒一")
            try await send(city, "2", to: .role(.office), subject: "提醒二")
            let page = try await client.get("/messages").text
            let action = try #require(page.firstMatch(of: /\/messages\/[0-9a-f-]{36}\/reading/)).output
            let other = try await city.client([.liaison])
            #expect(try await other.post(String(action), [], from: "/messages").status == 404)
            #expect(try await client.post(String(action), [], from: "/messages").status == 303)
            #expect(try await client.get("/messages").text.contains("未读 1 条"))
            #expect(!(try await client.get("/messages?unread=1").text.contains("提醒二")))
            #expect(try await client.post("/messages/readings", [], from: "/messages").status == 303)
            #expect(try await client.get("/messages?unread=1").text.contains("没有未读消息"))
        }
    }

    @Test("every page counts the unread messages behind their entry, and none where there are none")
    func count() async throws {
        try await DemonstrationCity.empty(.sqlite) { city in
            let client = try await city.client([.office])
            func counted(_ client: TestClient, _ language: String = "zh-CN") async throws -> String? {
                try await client.get("/about", headers: [("Accept-Language", language)]).text
                    .firstMatch(of: /class="entry-count" title="([^"]*)"/).map { String($0.output.1) }
            }
            #expect(try await counted(client) == nil)
            try await send(city, "1", to: .role(.office), subject: "提醒一")
            try await send(city, "2", to: .role(.office), subject: "提醒二")
            #expect(try await counted(client) == "未读 2 条")
            #expect(try await counted(client, "en") == "2 unread")
            #expect(try await counted(try await city.client([.liaison])) == nil)
            #expect(try await client.post("/messages/readings", [], from: "/messages").status == 303)
            #expect(try await counted(client) == nil)
        }
    }

    @Test("many messages are on pages that lead to each other")
    func paging() async throws {
        try await DemonstrationCity.empty(.sqlite) { city in
            for number in 1...35 { try await send(city, "\(number)", to: .role(.office), subject: "第\(number)号") }
            let client = try await city.client([.office])
            let first = try await client.get("/messages").text
            #expect(first.contains("第35号") && !first.contains("第5号<"))
            #expect(first.contains("page=2"))
            let second = try await client.get("/messages?page=2").text
            #expect(second.contains("第5号") && !second.contains("page=3"))
        }
    }

    @Test("a message names its sender beside the account, and what Heng tells of itself comes from the system")
    func senders() async throws {
        try await SignedInCity.with { house in
            let leader = Actor(name: "leader", roles: [.leader])
            try await send(house.city, "by-leader", to: .person("office"), subject: "提醒一", by: leader)
            try await send(house.city, "by-system", to: .person("office"), subject: "提醒二", by: .system("reminders"))
            let client = try await house.client("office")
            let chinese = try await client.get("/messages").text
            #expect(chinese.contains("领导小组负责人（演示）（leader）"))
            #expect(chinese.contains(/class="help">[0-9-]+ 系统</) && !chinese.contains("system:reminders"))
            let english = try await client.get("/messages", headers: [("Accept-Language", "en")]).text
            #expect(english.contains("Leader of the group (demonstration) (leader)"))
        }
    }

    @Test("the template answers to the view, with and without messages")
    func template() async throws {
        try await DemonstrationCity.empty(.sqlite) { city in
            try await send(city, "1", to: .role(.office), subject: "提醒")
            let reply = try await city.client([.office]).get("/messages")
            #expect(reply.status == 200)
            #expect(!reply.text.contains("⟦"))
            #expect(try await city.client([.public]).get("/messages").status == 403)
        }
    }
}
