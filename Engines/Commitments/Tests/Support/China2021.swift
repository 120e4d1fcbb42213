import CivicCalendar

/// China's calendar of 2021: holidays and make-up workdays as everyone kept them that year.
enum China2021 {
    static func calendar() throws -> CivicCalendar {
        try CivicCalendar([
            try YearCalendar(
                year: 2021,
                holidays: [
                    holiday("元旦", "2021-01-01", "2021-01-03"), holiday("春节", "2021-02-11", "2021-02-17"),
                    holiday("清明节", "2021-04-03", "2021-04-05"), holiday("劳动节", "2021-05-01", "2021-05-05"),
                    holiday("端午节", "2021-06-12", "2021-06-14"), holiday("中秋节", "2021-09-19", "2021-09-21"),
                    holiday("国庆节", "2021-10-01", "2021-10-07"),
                ],
                makeUpWorkdays: [
                    "2021-02-07", "2021-02-20", "2021-04-25", "2021-05-08", "2021-09-18", "2021-09-26", "2021-10-09",
                ].map { try CivicDate($0) },
                source: "test")
        ])
    }

    private static func holiday(_ name: String, _ from: String, _ through: String) throws -> YearCalendar.Holiday {
        try YearCalendar.Holiday(name: name, from: CivicDate(from), through: CivicDate(through))
    }
}
