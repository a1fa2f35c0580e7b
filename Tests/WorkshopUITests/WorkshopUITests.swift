// WorkshopUITests
