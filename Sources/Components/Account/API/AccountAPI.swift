// AccountAPI
