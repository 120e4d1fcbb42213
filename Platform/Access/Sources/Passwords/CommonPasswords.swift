/// Passwords that guessing begins with. A list of our own: what people type first, on keyboards and in Chinese.
enum CommonPasswords {
    private static let words: Set<String> = [
        "password", "passw0rd", "p@ssword", "p@ssw0rd", "letmein", "welcome", "iloveyou", "monkey", "dragon",
        "sunshine", "princess", "football", "baseball", "superman", "batman", "trustno", "master", "shadow", "michael",
        "admin", "administrator", "root", "guest", "user", "test", "testing", "default", "changeme", "secret", "login",
        "system", "manager", "office", "server", "computer", "internet", "qwerty", "qwertyuiop", "qwerasdf", "asdfgh",
        "asdfghjkl", "zxcvbn", "zxcvbnm", "qazwsx", "qazwsxedc", "1qaz2wsx", "1qaz@wsx", "1qazxsw", "!qaz2wsx",
        "q1w2e3r4",
        "q1w2e3r4t5", "abc", "abcd", "abcde", "abcdef", "abcdefg", "abcdefgh", "woaini", "woainima", "nihao",
        "zhongguo", "beijing", "shanghai", "guangzhou", "shenzhen", "chongqing", "zhangwei", "wangwei", "mima", "wode",
        "wodemima", "dengbao", "jiandu", "zhiliang", "zhijian", "shichang", "jianguan", "caonima", "aini", "love",
        "china", "huawei", "xiaomi", "taobao", "weixin", "alibaba", "tencent", "baidu", "gongzuo", "bangong",
        "correcthorsebatterystaple", "correct horse battery staple", "thisismypassword", "mypassword", "newpassword",
        "passwordpassword", "adminadmin", "qwertyqwerty", "iloveyouiloveyou", "letmeinletmein",
    ]

    /// Whether a password in lower case is a common word, alone or with the usual digits and signs around it, one
    /// character or a short piece repeated, or a run of neighbours.
    static func contain(_ password: String) -> Bool {
        if words.contains(password) { return true }
        let decoration: (Character) -> Bool = { $0.isNumber || "!@#$%^&*._-+=~?".contains($0) }
        let inner = password.drop(while: decoration).reversed().drop(while: decoration).reversed()
        if inner.isEmpty { return isTrivialRun(password) }
        if words.contains(String(inner)) { return true }
        return isTrivialRun(password)
    }

    private static func isTrivialRun(_ password: String) -> Bool {
        let scalars = password.unicodeScalars.map { Int($0.value) }
        guard scalars.count > 1 else { return true }
        for period in 1...4 where scalars.count > 2 * period {
            if scalars.indices.dropFirst(period).allSatisfy({ scalars[$0] == scalars[$0 - period] }) { return true }
        }
        let steps = zip(scalars, scalars.dropFirst()).map { $1 - $0 }
        // 12345678901234 and 9876543210 step by one, but for where they begin again.
        let neighbours = steps.count { abs($0) == 1 || abs($0) == 9 }
        return neighbours == steps.count
    }
}
