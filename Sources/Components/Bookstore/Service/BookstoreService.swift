// BookstoreService
