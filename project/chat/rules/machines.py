"""Which state may follow which; the database's triggers are made from these tables."""

CONVERSATION = {"open": {"closed"}, "closed": {"open"}}
FLAG = {"open": {"upheld", "dismissed"}}
