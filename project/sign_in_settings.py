"""How people get in: accounts without user names, passwords, passkeys and app codes, and where each step leads."""

from project.environment import environment

AUTH_USER_MODEL = "identity.User"
AUTHENTICATION_BACKENDS = ["project.identity.backends.SignInBackend"]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator"},
    {"NAME": "django.contrib.auth.password_validation.MinimumLengthValidator", "OPTIONS": {"min_length": 10}},
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
]
PASSWORD_RESET_TIMEOUT = 3 * 3600
LOGIN_URL = "/account/login/"
LOGIN_REDIRECT_URL = "/"
LOGOUT_REDIRECT_URL = "/"
TENANT_HOME = "/stay/"
OFFICE_HOME = "/office/"
RESUME_URL = "/account/resume/"
SECOND_FACTOR_URL = "/account/2fa/"
STAFF_NEED_SECOND_FACTOR = environment.is_production

ALLAUTH_TRUSTED_PROXY_COUNT = environment.trusted_proxies
ACCOUNT_ADAPTER = "portal.identity.adapter.AccountAdapter"
ACCOUNT_SIGNUP_FORM_CLASS = "portal.identity.forms.SignUpForm"
ACCOUNT_FORMS = {
    "login": "portal.identity.sign_in_forms.SignInForm",
    "signup": "portal.identity.sign_in_forms.JoinForm",
    "add_email": "portal.identity.sign_in_forms.ChangeEmailForm",
    "change_email": "portal.identity.sign_in_forms.OtherEmailForm",
    "change_password": "portal.identity.sign_in_forms.ChangePasswordForm",
    "set_password": "portal.identity.sign_in_forms.SetPasswordForm",
    "reset_password": "portal.identity.sign_in_forms.ForgottenPasswordForm",
    "reset_password_from_key": "portal.identity.sign_in_forms.NewPasswordForm",
    "reauthenticate": "portal.identity.sign_in_forms.ConfirmItIsYouForm",
    "confirm_email_verification_code": "portal.identity.sign_in_forms.EmailCodeForm",
}
ACCOUNT_USER_MODEL_USERNAME_FIELD = None
ACCOUNT_LOGIN_METHODS = {"email"}
ACCOUNT_SIGNUP_FIELDS = ["email*", "password1*"]
ACCOUNT_EMAIL_VERIFICATION = "mandatory"
ACCOUNT_EMAIL_VERIFICATION_BY_CODE_ENABLED = True
ACCOUNT_EMAIL_VERIFICATION_SUPPORTS_RESEND = True
ACCOUNT_EMAIL_VERIFICATION_SUPPORTS_CHANGE = True
ACCOUNT_CHANGE_EMAIL = True
ACCOUNT_EMAIL_NOTIFICATIONS = True
ACCOUNT_EMAIL_UNKNOWN_ACCOUNTS = False
ACCOUNT_EMAIL_SUBJECT_PREFIX = ""
ACCOUNT_REAUTHENTICATION_REQUIRED = True
ACCOUNT_SESSION_REMEMBER = True
ACCOUNT_DEFAULT_HTTP_PROTOCOL = environment.origin.partition("://")[0]
# Sign-in fails are counted by e-mail: a whole hostel shares one address, so an address may do much more.
ACCOUNT_RATE_LIMITS = {
    "login": "120/m/ip",
    "login_failed": "60/m/ip,5/5m/key",
    "signup": "60/m/ip",
    "reset_password": "60/m/ip,3/10m/key",
    "reset_password_from_key": "60/m/ip",
}
MFA_ADAPTER = "portal.identity.adapter.SecondFactorAdapter"
MFA_FORMS = {
    "authenticate": "portal.identity.sign_in_forms.AppCodeForm",
    "reauthenticate": "portal.identity.sign_in_forms.AppCodeAgainForm",
    "activate_totp": "portal.identity.sign_in_forms.ConnectAppForm",
    "add_webauthn": "portal.identity.sign_in_forms.AddPasskeyForm",
    "edit_webauthn": "portal.identity.sign_in_forms.RenamePasskeyForm",
}
MFA_SUPPORTED_TYPES = ["totp", "webauthn", "recovery_codes"]
MFA_PASSKEY_LOGIN_ENABLED = True
MFA_TOTP_TOLERANCE = 1
MFA_WEBAUTHN_ALLOW_INSECURE_ORIGIN = not environment.is_production
MFA_RATE_LIMITS = {"webauthn_login": "60/m/ip"}
