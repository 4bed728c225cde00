package dev.cuboid.cognito.message;

/** Why a message is sent. */
public enum MessagePurpose {
  SIGN_UP("sign-up", "CustomMessage_SignUp"),
  RESEND_CODE("resend-code", "CustomMessage_ResendCode"),
  FORGOT_PASSWORD("forgot-password", "CustomMessage_ForgotPassword"),
  VERIFY_ATTRIBUTE("verify-attribute", "CustomMessage_VerifyUserAttribute"),
  UPDATE_ATTRIBUTE("update-attribute", "CustomMessage_UpdateUserAttribute"),
  INVITATION("invitation", "CustomMessage_AdminCreateUser");

  private final String title;
  private final String triggerSource;

  MessagePurpose(String title, String triggerSource) {
    this.title = title;
    this.triggerSource = triggerSource;
  }

  /** The name in the outbox. */
  public String title() {
    return title;
  }

  String triggerSource() {
    return triggerSource;
  }
}
