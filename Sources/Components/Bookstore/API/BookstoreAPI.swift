// BookstoreAPI
