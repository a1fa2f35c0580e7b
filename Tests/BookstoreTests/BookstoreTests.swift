// BookstoreTests
