"""Who carries our messages out of the house: a mail server, the push services of the browsers, a carrier of SMS."""
