"""Appointment orders in the pane of คณะกรรมการ."""
