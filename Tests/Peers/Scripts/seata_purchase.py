"""Buys a book over two MariaDB databases in global transactions, with seata-python as transaction manager and
resource manager: one purchase that is committed, one that fails after its last step.

usage: seata_purchase.py CLIENT.yml PORT-OF-MARIADB

Prints a line of JSON after each: what the databases hold, and how many undo logs are left."""
import json
import os
import sys
import time

from seata.config.Configuration import Configuration

Configuration(sys.argv[1])

import pymysql
from dbutils.pooled_db import PooledDB
from loguru import logger
from seata.core.context.RootContext import RootContext
from seata.rm.RMClient import RMClient
from seata.rm.datasource.DataSourceProxy import DataSourceProxy
from seata.tm.TMClient import TMClient
from seata.tm.api.DefaultGlobalTransaction import DefaultGlobalTransaction
from seata.tm.api.GlobalTransactionRole import GlobalTransactionRole

PORT = int(sys.argv[2])
LOGIN = {"host": "127.0.0.1", "port": PORT, "user": "shop", "password": "shop"}


def proxy(database):
    pool = PooledDB(creator=pymysql, maxconnections=4, database=database, **LOGIN)
    return DataSourceProxy(pool, "mysql")


def write(source, statement, values):
    """One local transaction, which is a branch."""
    connection = source.connection()
    connection.bind(RootContext.get_xid())
    connection.cursor().execute(statement, values)
    connection.commit()
    connection.close()


def state():
    connection = pymysql.connect(**LOGIN)
    cursor = connection.cursor()

    def number(query):
        cursor.execute(query)
        return int(cursor.fetchone()[0])

    found = {
        "balance": number("select balance from money.balance_tb"),
        "stock": number("select count from goods.stock_tb"),
        "orders": number("select coalesce(sum(count), 0) from goods.order_tb"),
        "undo": number("select count(*) from money.undo_log where log_status = 0")
        + number("select count(*) from goods.undo_log where log_status = 0"),
    }
    connection.close()
    return found


def purchase(goods, money, fails):
    transaction = DefaultGlobalTransaction(None, None, GlobalTransactionRole.Launcher)
    transaction.begin(60000, "kc-book-store-tx")
    try:
        write(
            goods,
            "insert into order_tb (id, user_name, product_code, count) values (%s, %s, %s, %s)",
            (None, "user0", "00001", 2),
        )
        write(
            goods,
            "update stock_tb set count = count - %s where product_code = %s and user_name = %s",
            (2, "00001", "user0"),
        )
        write(
            money,
            "update balance_tb set balance = balance - %s where user_name = %s",
            (198, "user0"),
        )
        if fails:
            raise RuntimeError("on purpose")
        transaction.commit()
    except RuntimeError:
        transaction.rollback()
    finally:
        # It leaves the transaction bound to the thread.
        RootContext.CONTEXT_HOLDER.put(RootContext.KEY_XID, None)


def settled(wanted):
    """What is there when it is as wanted, or what is there after twenty seconds."""
    for _ in range(200):
        found = state()
        if found == wanted:
            break
        time.sleep(0.1)
    return found


def main():
    logger.remove()
    TMClient.get("stock_mng", "my_test_tx_group").init_client()
    RMClient.get("stock_mng", "my_test_tx_group").init_client()
    goods, money = proxy("goods"), proxy("money")
    bought = {"balance": 999802, "stock": 9998, "orders": 2, "undo": 0}
    purchase(goods, money, fails=False)
    print(json.dumps({"committed": settled(bought)}), flush=True)
    purchase(goods, money, fails=True)
    print(json.dumps({"rolledBack": settled(bought)}), flush=True)
    # Its threads never end.
    os._exit(0)


main()
