// CivicCalendar
