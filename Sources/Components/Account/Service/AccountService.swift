// AccountService
